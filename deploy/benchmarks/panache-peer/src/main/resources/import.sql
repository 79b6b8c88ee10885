insert into Parcel(id, name) values (1, 'Letter');
insert into Parcel(id, name) values (2, 'Box');
insert into Parcel(id, name) values (3, 'Pallet');
alter sequence Parcel_SEQ restart with 4;
