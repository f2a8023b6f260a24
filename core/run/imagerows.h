// SPDX-License-Identifier: GPL-3.0-or-later
// A convolution's images as the engine quantizes and packs them: pixel by pixel, each seen by many windows, or where taps share
// vectors (few channels) patch by patch.
#pragma once

#include "core/engine/activationrows.h"
#include "core/reference/product.h"

#include <memory>
#include <optional>

namespace vsq {

class ImageRows {
public:
    /// Of a request with images, which must stay.
    explicit ImageRows(const ProductRequest &request);

    [[nodiscard]] const ActivationRows &rows() const { return *m_rows; }
    /// What the product has to look through; none where rows are its columns already.
    [[nodiscard]] const std::optional<ConvolutionWindow> &window() const { return m_window; }

private:
    std::unique_ptr<ActivationRows> m_rows;
    std::optional<ConvolutionWindow> m_window;
};

} // namespace vsq
