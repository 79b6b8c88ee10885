package org.gardefou.backup.run;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.gardefou.backup.panel.PanelBook;
import org.gardefou.backup.panel.PanelSettings;
import org.gardefou.backup.selection.Selected;
import org.gardefou.backup.selection.Selections;
import org.gardefou.backup.source.Source;

/** Looks up what people chose and panels told for one backup. */
@ApplicationScoped
class Choices {

    private final Selections selections;
    private final PanelBook panels;

    Choices(Selections selections, PanelBook panels) {
        this.selections = selections;
        this.panels = panels;
    }

    Choice of(Source source, Choice.Present site) throws IOException {
        Selected selected =
                QuarkusTransaction.requiringNew().call(() -> selections.of(source.site(), Choice.documentRoot(source)));
        PanelSettings.Given panel = QuarkusTransaction.requiringNew()
                .call(() -> panels.given(source.site()).orElse(null));
        return Choice.of(selected, panel, source, site);
    }
}
