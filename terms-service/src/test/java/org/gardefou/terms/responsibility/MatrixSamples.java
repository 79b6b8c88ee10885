package org.gardefou.terms.responsibility;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.gardefou.kit.json.StrictJson;

/** The matrix that comes with the product, for tests. */
public final class MatrixSamples {

    private MatrixSamples() {}

    public static Matrix matrix() {
        return Matrix.read(StrictJson.apply(new ObjectMapper()));
    }
}
