package org.gardefou.restore.proposal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.gardefou.restore.proposal.Proposal.By;
import org.jspecify.annotations.Nullable;

/** Who ended a proposal, and with what words. */
@Embeddable
class Answer {

    @Column(name = "answered_role")
    private String role;

    @Column(name = "answered_by")
    private String subject;

    @Column(name = "decline_reason")
    @Nullable private String reason;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Answer() {}

    Answer(By by, @Nullable String reason) {
        this.role = by.role();
        this.subject = by.subject();
        this.reason = reason;
    }

    By by() {
        return new By(role, subject);
    }

    @Nullable String reason() {
        return reason;
    }
}
