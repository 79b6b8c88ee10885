package org.gardefou.restore.preparation;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gardefou.access.files.Entry;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.files.Hazard;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.access.host.Command;
import org.gardefou.restore.site.Target;

/**
 * Takes out of a restored tree what would hand the customer our rights. It came back with the rights of the one who
 * restored it: a customer's tree is hostile input.
 */
@ApplicationScoped
class Sanitising {

    /** Changing the owner of some million files takes minutes on a slow disk. */
    private static final Duration LONG = Duration.ofHours(1);

    private final PreparationConfig config;

    Sanitising(PreparationConfig config) {
        this.config = config;
    }

    /** Puts the tree right; answers what was changed or removed, below the tree. */
    List<String> run(Workplace place, String tree) throws IOException {
        SiteFiles ours = place.ours();
        List<String> done = new ArrayList<>();
        for (Hazard hazard : hazards(place, tree)) {
            switch (hazard.kind()) {
                case SETUID, SETGID ->
                    place.host()
                            .run(Command.of("chmod", "u-s,g-s", "--", place.forCommands(hazard.path())))
                            .orThrow();
                case LINK_OUT -> {
                    if (standsLive(place, tree, hazard)) continue;
                    ours.deleteTree(hazard.path());
                }
                case DEVICE, FIFO, HARD_LINK_OUT -> ours.deleteTree(hazard.path());
                case CAPABILITIES -> {
                    // Changing the owner takes them away.
                }
            }
            done.add(hazard.kind() + " " + Workplace.shown(hazard.path().substring(tree.length() + 1)));
        }
        own(place, tree);
        for (Hazard left : hazards(place, tree)) {
            if (left.kind() != Hazard.Kind.LINK_OUT) ours.deleteTree(left.path());
        }
        return List.copyOf(done);
    }

    /** Gives all of the tree to the site's owner, with the group of the live site. */
    void own(Workplace place, String tree) throws IOException {
        Target target = place.target();
        String us = place.host().user();
        if (target.owner().equals(us) && !us.equals("root")) return;
        int group = place.live().stat(target.documentRootBelow()).group();
        place.host()
                .run(Command.of("chown", "-R", "-h", "--", target.owner() + ":" + group, place.forCommands(tree))
                        .within(LONG))
                .orThrow();
    }

    private List<Hazard> hazards(Workplace place, String tree) throws IOException {
        List<Hazard> found = place.ours().hazards(tree, place.target().documentRoot(), config.mostHazards());
        if (found.size() >= config.mostHazards()) {
            throw new IOException("The restored tree holds more than " + config.mostHazards()
                    + " devices, links out and the like; restore it by hand, or raise"
                    + " gardefou.restore.preparation.most-hazards.");
        }
        return found;
    }

    /** A link that the live site has too gives nobody anything new. */
    private static boolean standsLive(Workplace place, String tree, Hazard hazard) throws IOException {
        String below = hazard.path().substring(tree.length() + 1);
        try {
            Entry live = place.live().stat(place.target().documentRootBelow() + "/" + below);
            return live.kind() == Entry.Kind.LINK
                    && live.target() != null
                    && live.target().equals(hazard.target());
        } catch (FileAccessException e) {
            return false;
        }
    }
}
