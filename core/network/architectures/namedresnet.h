// SPDX-License-Identifier: GPL-3.0-or-later
// The convolutions of ResNet-50 v1.5 (He et al., CVPR 2016; stride on the 3x3) for one 224x224 image.
#pragma once

#include "core/network/architectures/namednetworks.h"

namespace vsq {

/// Layers by the names of JSSC Table V: conv1, res2a_2a (1x1), _2b (3x3), _2c (1x1), _1 (projection), ... fc.
NamedNetwork namedResNet50();

} // namespace vsq
