/**
 * What every store must do, as tests: a store's own test class extends {@link
 * io.linecheck.testkit.StoreContract} and says how it is opened.
 *
 * <p>Expected values are worked out by hand or by a plain computation over the rows in {@link
 * io.linecheck.testkit.PlainStore}, never by another store.
 */
@NullMarked
package io.linecheck.testkit;

import org.jspecify.annotations.NullMarked;
