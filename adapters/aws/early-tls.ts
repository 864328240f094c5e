/**
 * Has Node read the certificates that it trusts, in a thread beside all else that a function loads. First asked for by
 * the first call of AWS, that call would wait for it. Without a listener on TLS, as in the local run, nothing is read.
 */
if (!process.env.AWS_ENDPOINT_URL?.startsWith("http:")) process.getBuiltinModule("node:https");
