/**
 * Journals in an S3 bucket, so that a colleague resumes on another machine. Nothing but conditional
 * writes keeps writers apart: each batch of lines is an object of its own that can be made only
 * once, and whoever takes a run makes one first, which ends every writer before him.
 */
@NullMarked
package io.orgsh.journal.s3;

import org.jspecify.annotations.NullMarked;
