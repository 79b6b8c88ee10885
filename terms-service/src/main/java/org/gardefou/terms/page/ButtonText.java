package org.gardefou.terms.page;

import org.gardefou.terms.language.Language;

/**
 * What may stand on the button. Where pressing it orders something that costs, only its own words count, and they must say so without doubt
 * (Code de la consommation, L221-14; CJEU C-249/21 Fuhrmann-2, C-400/22 Conny): there is no other text than these.
 */
enum ButtonText {
    ACCEPT("J'accepte ces conditions", "I accept these terms"),
    ORDER("Commande avec obligation de paiement", "Order with obligation to pay");

    private final String fr;
    private final String en;

    ButtonText(String fr, String en) {
        this.fr = fr;
        this.en = en;
    }

    String in(Language language) {
        return language.either(fr, en);
    }
}
