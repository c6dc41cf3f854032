package io.orgsh.org;

import io.orgsh.aws.Credentials;

/**
 * Credentials in hand, with the way they were got and who they are.
 *
 * @param source how they were got, in the operator's words: {@code profile audit}, {@code role …
 *     from management}
 * @param credentials one fixed set
 * @param identity who STS said they are when the session was made; the guard asks again before each
 *     write
 */
public record Session(String source, Credentials credentials, Identity identity) {}
