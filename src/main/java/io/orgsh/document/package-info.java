/**
 * Documents rendered from FreeMarker templates: text in, text out. Lint, diff and merge of
 * policies.
 */
@NullMarked
package io.orgsh.document;

import org.jspecify.annotations.NullMarked;
