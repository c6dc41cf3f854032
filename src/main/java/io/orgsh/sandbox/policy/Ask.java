package io.orgsh.sandbox.policy;

/**
 * One question to policies.
 *
 * @param principal who asks
 * @param action {@code s3:GetObject}
 * @param resource an ARN; {@code *} where the action names no resource
 * @param context the condition keys of the request
 */
public record Ask(Principal principal, String action, String resource, Context context) {}
