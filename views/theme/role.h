// SPDX-License-Identifier: GPL-3.0-or-later
// What a colour means. One meaning has one hue in every view, figure and legend (Okabe and Ito's palette, which people
// with colour vision deficiencies can tell apart); surfaces and text follow the light or dark scheme.
#pragma once

#include <QColor>

#include <cstdint>

namespace vsq {

enum class Role : std::uint8_t {
    // Meanings.
    Weights,       ///< operand A
    Activations,   ///< operand B
    Scales,        ///< per-vector and coarse scales, scale products
    Sums,          ///< collector and its partial sums
    Outputs,       ///< PPU and output buffer
    Padding,       ///< multipliers and lanes that compute nothing useful
    Stalls,        ///< cycles in which a word was awaited
    Reference,     ///< FP32: neutral
    Published,     ///< figures out of a publication: neutral, always labelled
    ErrorNegative, ///< signed error below 0
    ErrorPositive, ///< signed error above 0
    Overhead,      ///< fill and drain
    Other,         ///< everything else of a stack

    // Who shares a scale: three steps of the hue of scales.
    PerVector,
    PerChannel,
    PerTensor,

    // Surfaces and text.
    Background, ///< window
    Surface,    ///< views, plots, tables
    Sunken,     ///< wells: inactive blocks, empty cells
    Raised,     ///< buttons, tooltips, headers
    Separator,  ///< thin lines between things
    Grid,       ///< lines inside plots
    Text,
    MutedText,  ///< units, secondary labels, disabled
    Accent,     ///< the one accent: selection, focus, the primary action
    AccentText, ///< on Accent
    Glow,       ///< what changed in the last step
};

enum class Scheme : std::uint8_t { Light, Dark };

/// Colour of areas and thick lines.
QColor colorOf(Role role, Scheme scheme);
/// The same hue where it must be read: thin lines, markers and text on Surface, at least 3:1 against it.
QColor inkOf(Role role, Scheme scheme);

} // namespace vsq
