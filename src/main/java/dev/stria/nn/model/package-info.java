/**
 * Well-known networks as blueprints, with parameters named as in the weights that the field shares:
 * SqueezeNet, GoogLeNet, residual networks and VGG.
 *
 * <p>No weights belong here: {@code dev.stria.nn.Weights} loads the user's own; and no layer that other
 * networks could use, those are {@code dev.stria.nn}'s.
 */
package dev.stria.nn.model;
