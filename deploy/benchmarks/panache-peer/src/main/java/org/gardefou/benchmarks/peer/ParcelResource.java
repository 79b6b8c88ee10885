package org.gardefou.benchmarks.peer;

import io.quarkus.panache.common.Sort;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates, reads, changes and removes parcels. */
@Path("/parcels")
public class ParcelResource {

    @GET
    public List<Parcel> all() {
        return Parcel.listAll(Sort.by("name"));
    }

    @GET
    @Path("/{id}")
    public Parcel one(long id) {
        return known(id);
    }

    @POST
    @Transactional
    public Response add(Parcel parcel) {
        parcel.persist();
        return Response.status(Response.Status.CREATED).entity(parcel).build();
    }

    @PUT
    @Path("/{id}")
    @Transactional
    public Parcel rename(long id, Parcel parcel) {
        Parcel known = known(id);
        known.name = parcel.name;
        return known;
    }

    @DELETE
    @Path("/{id}")
    @Transactional
    public void remove(long id) {
        known(id).delete();
    }

    private static Parcel known(long id) {
        @Nullable Parcel parcel = Parcel.findById(id);
        if (parcel == null) throw new NotFoundException("There is no parcel " + id);
        return parcel;
    }
}
