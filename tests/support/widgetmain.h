// SPDX-License-Identifier: GPL-3.0-or-later
// Included by one source of a test program that needs widgets: makes main() create a QApplication.
#pragma once

#include <QApplication>

#include <functional>
#include <memory>

namespace vsq::test {

std::function<std::unique_ptr<QCoreApplication>(int &, char **)> &applicationFactory();

inline const bool usesWidgets = [] {
    applicationFactory() = [](int &argc, char **argv) { return std::make_unique<QApplication>(argc, argv); };
    return true;
}();

} // namespace vsq::test
