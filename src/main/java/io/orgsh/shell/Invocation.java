package io.orgsh.shell;

/**
 * What a command is run with.
 *
 * @param workplace AWS or the sandbox, runbooks, journals
 * @param screen for questions; answers go to the view
 * @param manner how the operator wants to be asked and answered
 */
public record Invocation(Workplace workplace, Screen screen, Manner manner) {}
