package org.gardefou.support.supportcase;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** What somebody wrote in a case. */
@Entity
@Table(name = "case_message")
public class CaseMessage {

    @Id
    private UUID id;

    @Column(name = "case_id")
    private UUID caseId;

    @Column(name = "author_role")
    private String authorRole;

    private String author;
    private String text;

    @Column(name = "written_at")
    private Instant writtenAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected CaseMessage() {}

    CaseMessage(UUID id, UUID caseId, String authorRole, String author, String text, Instant writtenAt) {
        this.id = id;
        this.caseId = caseId;
        this.authorRole = authorRole;
        this.author = author;
        this.text = text;
        this.writtenAt = writtenAt;
    }

    UUID id() {
        return id;
    }

    String authorRole() {
        return authorRole;
    }

    String author() {
        return author;
    }

    String text() {
        return text;
    }

    Instant writtenAt() {
        return writtenAt;
    }
}
