// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme/role.h"

namespace vsq {

namespace {

struct Pair {
    QRgb light;
    QRgb dark;
};

Pair areaOf(Role role)
{
    switch (role) {
    case Role::Weights: return {0xff0072b2, 0xff3d9bdc};
    case Role::Activations: return {0xffe69f00, 0xfff0ad2b};
    case Role::Scales: return {0xffcc79a7, 0xffd98fb8};
    case Role::Sums: return {0xff009e73, 0xff21b98d};
    case Role::Outputs: return {0xff56b4e9, 0xff74c5f2};
    case Role::Padding: return {0xfff0e442, 0xffd9cd3a};
    case Role::Stalls: return {0xffd55e00, 0xffea7a2a};
    case Role::Reference: return {0xff4b525c, 0xffc3cad4};
    case Role::Published: return {0xff7a828d, 0xff98a1ad};
    case Role::ErrorNegative: return {0xff2166ac, 0xff4a94dd};
    case Role::ErrorPositive: return {0xffb2182b, 0xffe2595c};
    case Role::Overhead: return {0xffb4bac3, 0xff6c7583};
    case Role::Other: return {0xffd2d6dc, 0xff4b535f};
    case Role::PerVector: return {0xff8a2b63, 0xfff3a9d3};
    case Role::PerChannel: return {0xffbb5c93, 0xffc97aa9};
    case Role::PerTensor: return {0xffd394b8, 0xff9c5a80};
    case Role::Background: return {0xfff5f6f8, 0xff15171c};
    case Role::Surface: return {0xffffffff, 0xff1b1e25};
    case Role::Sunken: return {0xffeef0f3, 0xff121419};
    case Role::Raised: return {0xfffafbfc, 0xff252a33};
    case Role::Separator: return {0xffdce0e6, 0xff2d333e};
    case Role::Grid: return {0xffe8ebef, 0xff272c35};
    case Role::Text: return {0xff1b1f26, 0xffe4e7ec};
    case Role::MutedText: return {0xff59626e, 0xff9aa4b1};
    case Role::Accent: return {0xff5250c8, 0xff8f8cff};
    case Role::AccentText: return {0xffffffff, 0xff14151c};
    case Role::Glow: return {0xff5250c8, 0xffb7b5ff};
    }
    return {0xff000000, 0xffffffff};
}

} // namespace

QColor colorOf(Role role, Scheme scheme)
{
    const Pair pair = areaOf(role);
    return QColor::fromRgba(scheme == Scheme::Light ? pair.light : pair.dark);
}

QColor inkOf(Role role, Scheme scheme)
{
    if (scheme == Scheme::Light) {
        // The light members of the palette are too pale for a thin line or a letter on white.
        switch (role) {
        case Role::Activations: return QColor::fromRgba(0xffa87200);
        case Role::Scales: return QColor::fromRgba(0xffa9508a);
        case Role::Outputs: return QColor::fromRgba(0xff2b86bd);
        case Role::Padding: return QColor::fromRgba(0xff8a8200);
        case Role::Overhead: return QColor::fromRgba(0xff7f8792);
        case Role::Other: return QColor::fromRgba(0xff8b929c);
        case Role::PerTensor: return QColor::fromRgba(0xffc379a5);
        default: break;
        }
    } else if (role == Role::Other) {
        return QColor::fromRgba(0xff7b8491);
    } else if (role == Role::PerTensor) {
        return QColor::fromRgba(0xffb0678f);
    }
    return colorOf(role, scheme);
}

} // namespace vsq
