// SPDX-License-Identifier: GPL-3.0-or-later
// The table of operators as text, for `vsq help operators` and the README.
#pragma once

#include <string>

namespace vsq {

/// One line an operator: name, first opset, inputs, outputs, attributes, where it runs.
std::string operatorListText();
/// All names in one paragraph, ONNX's own first; lines of at most `width` characters.
std::string operatorNamesText(std::size_t width = 118);

} // namespace vsq
