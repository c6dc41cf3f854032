package io.orgsh.journal;

import java.time.Instant;

/**
 * One line of a journal.
 *
 * @param sequence from 1, without gaps
 * @param at when it was written, by the clock of the one who wrote it
 * @param caller the ARN whose credentials were in use; empty when none were
 * @param previous SHA-256 of the line before, hex; of nothing for the first
 * @param event what happened
 */
public record Entry(long sequence, Instant at, String caller, String previous, Event event) {}
