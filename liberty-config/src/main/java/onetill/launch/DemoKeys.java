package onetill.launch;

import java.util.UUID;

/** What the demo merchant has been given to call us with. */
record DemoKeys(UUID merchantId) {}
