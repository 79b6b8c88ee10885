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
import org.gardefou.access.host.Host;
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
    List<String> run(Host host, SiteFiles files, String tree, Target target) throws IOException {
        List<String> done = new ArrayList<>();
        for (Hazard hazard : hazards(files, tree, target)) {
            switch (hazard.kind()) {
                case SETUID, SETGID ->
                    host.run(Command.of("chmod", "u-s,g-s", "--", target.root() + "/" + hazard.path()))
                            .orThrow();
                case LINK_OUT -> {
                    if (standsLive(files, tree, target, hazard)) continue;
                    files.deleteTree(hazard.path());
                }
                case DEVICE, FIFO, HARD_LINK_OUT -> files.deleteTree(hazard.path());
                case CAPABILITIES -> {
                    // Changing the owner takes them away.
                }
            }
            done.add(hazard.kind() + " " + hazard.path().substring(tree.length() + 1));
        }
        own(host, files, tree, target);
        for (Hazard left : hazards(files, tree, target)) {
            if (left.kind() != Hazard.Kind.LINK_OUT) files.deleteTree(left.path());
        }
        return List.copyOf(done);
    }

    /** Gives all of the tree to the site's owner, with the group of the live site. */
    void own(Host host, SiteFiles files, String tree, Target target) throws IOException {
        if (target.owner().equals(System.getProperty("user.name"))
                && !target.owner().equals("root")) {
            return;
        }
        int group = files.stat(target.documentRootBelow()).group();
        host.run(Command.of("chown", "-R", "-h", "--", target.owner() + ":" + group, target.root() + "/" + tree)
                        .within(LONG))
                .orThrow();
    }

    private List<Hazard> hazards(SiteFiles files, String tree, Target target) throws IOException {
        List<Hazard> found = files.hazards(tree, target.documentRoot(), config.mostHazards());
        if (found.size() >= config.mostHazards()) {
            throw new IOException("The restored tree holds more than " + config.mostHazards()
                    + " devices, links out and the like; restore it by hand, or raise"
                    + " gardefou.restore.preparation.most-hazards.");
        }
        return found;
    }

    /** A link that the live site has too gives nobody anything new. */
    private static boolean standsLive(SiteFiles files, String tree, Target target, Hazard hazard) throws IOException {
        String below = hazard.path().substring(tree.length() + 1);
        try {
            Entry live = files.stat(target.documentRootBelow() + "/" + below);
            return live.kind() == Entry.Kind.LINK
                    && live.target() != null
                    && live.target().equals(hazard.target());
        } catch (FileAccessException e) {
            return false;
        }
    }
}
