package org.gardefou.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.gardefou.local.process.FreePorts;
import org.junit.jupiter.api.Test;

class PortCheckTest {

    @Test
    void aPortInUseIsNamedWithItsHolderAndAWayOut() throws Exception {
        // Given a port that this very process holds
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            // When, Then
            assertThatThrownBy(() -> PortCheck.requireFree(Map.of(port, "terms-service")))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("Port " + port + " (terms-service)")
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("GARDEFOU_PORT_SHIFT");
        }
    }

    @Test
    void aPortOnAllAddressesCountsAsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(PortCheck.free(taken.getLocalPort())).isFalse();
        }
    }

    @Test
    void freePortsPass() throws Exception {
        int port = FreePorts.find(1).getFirst();
        assertThatCode(() -> PortCheck.requireFree(Map.of(port, "edge"))).doesNotThrowAnyException();
        assertThat(PortCheck.holder(port)).isEmpty();
    }
}
