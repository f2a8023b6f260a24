// SPDX-License-Identifier: GPL-3.0-or-later
// A backend that hands each layer's products to a backend of that layer's format.
#pragma once

#include "core/reference/product.h"

#include <map>
#include <memory>
#include <string>

namespace vsq {

/// layers: by node name; all others go to `others`.
std::unique_ptr<ProductBackend> makeLayeredBackend(std::shared_ptr<ProductBackend> others,
                                                   std::map<std::string, std::shared_ptr<ProductBackend>, std::less<>> layers);

} // namespace vsq
