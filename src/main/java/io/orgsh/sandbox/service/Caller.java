package io.orgsh.sandbox.service;

/**
 * Who signed a request.
 *
 * @param account twelve digits; empty for a request without a signature
 * @param arn of the user or of the role's session
 * @param userId as GetCallerIdentity answers it
 * @param role the role's name for a session of a role; empty for a user, who may do everything in
 *     the account
 */
public record Caller(String account, String arn, String userId, String role) {}
