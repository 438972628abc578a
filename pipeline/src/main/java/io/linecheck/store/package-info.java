/**
 * The store port: what every store can do, in words no database owns. Writing, reading and
 * lifecycle are separate; all calls block, which virtual threads make cheap.
 *
 * <p>Datasets {@code windows} and {@code calls} are derived by the store from what was written,
 * with the pipeline's scorers, and follow within two seconds. The module {@code testkit} says in
 * tests what a store must do.
 */
@NullMarked
package io.linecheck.store;

import org.jspecify.annotations.NullMarked;
