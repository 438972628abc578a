/**
 * People in telemetry: pseudonyms for agents, the directory that leads back to their names, and the
 * erasure of one person. Enters: batches as ingest made them; leaves: batches that name nobody.
 * What is stored already is changed by the store itself, through {@link
 * io.linecheck.store.PersonalData}.
 */
@NullMarked
package io.linecheck.privacy;

import org.jspecify.annotations.NullMarked;
