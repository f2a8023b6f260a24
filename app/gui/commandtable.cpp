// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/commandtable.h"

#include "views/registry/viewregistry.h"

#include <QCoreApplication>

namespace vsq {

namespace {

/// As Command, in plain text that lupdate finds.
struct Row {
    const char *id;
    const char *text;
    const char *shortcut;
    const char *icon;
    const char *tip;
    Menu menu;
    int group;
    bool inToolBar = false;
    bool checkable = false;
};

#define TEXT(text) QT_TRANSLATE_NOOP("vsq::CommandTable", text)

constexpr Row kRows[] = {
    {"file.open", TEXT("&Open…"), "Ctrl+O", "open", TEXT("Open a network (.onnx, .safetensors) or a project (.vsq)."), Menu::File,
     0, true},
    {"file.openData", TEXT("Open &data…"), "Ctrl+Shift+O", "data",
     TEXT("Give the open network another data set: arrays (.npz) or a table of texts (.csv)."), Menu::File, 0},
    {"file.openFolder", TEXT("Open a data &folder…"), "Ctrl+Alt+O", "data",
     TEXT("Give the open network a folder as data: images, one directory a class, or IDX files."), Menu::File, 0},
    {"file.sizes", TEXT("Sizes of the &inputs…"), "Ctrl+Shift+I", "",
     TEXT("Say how large the inputs are where the network's file leaves it open."), Menu::File, 0},
    {"file.start", TEXT("S&tart page"), "Ctrl+Shift+H", "home", TEXT("Recent files and bundled samples."), Menu::File, 0},
    {"file.reload", TEXT("&Reload from disk"), "Ctrl+R", "reload",
     TEXT("Read the network's file again, keeping formats and settings."), Menu::File, 0},
    {"file.save", TEXT("&Save project"), "Ctrl+S", "save",
     TEXT("Save paths, formats, chip settings and results as one .vsq file."), Menu::File, 1, true},
    {"file.saveAs", TEXT("Save project &as…"), "Ctrl+Shift+S", "", TEXT("Save the project under another name."), Menu::File, 1},
    {"file.export", TEXT("&Export figure…"), "Ctrl+E", "export",
     TEXT("Write the current view as a figure (PDF, SVG, PNG) or its data (CSV)."), Menu::File, 2, true},
    {"file.close", TEXT("&Close network"), "Ctrl+W", "close", TEXT("Close the network and show the start page."), Menu::File, 3},
    {"file.quit", TEXT("&Quit"), "Ctrl+Q", "quit", TEXT("Leave; the session is restored at the next start."), Menu::File, 3},

    {"edit.undo", TEXT("&Undo"), "Ctrl+Z", "undo", TEXT("Take the last change of formats, settings or breakpoints back."),
     Menu::Edit, 0, true},
    {"edit.redo", TEXT("&Redo"), "Ctrl+Shift+Z", "redo", TEXT("Make the change again that was taken back."), Menu::Edit, 0, true},
    {"edit.format", TEXT("&Number format…"), "Ctrl+B", "format", TEXT("Choose the number format of the whole network."),
     Menu::Edit, 1},
    {"edit.chip", TEXT("&Chip settings…"), "Ctrl+K", "chip",
     TEXT("Sizes of the chip, and every assumption about it, with its number."), Menu::Edit, 1},
    {"edit.settings", TEXT("&Preferences…"), "Ctrl+,", "settings", TEXT("Theme and motion."), Menu::Edit, 2},

    {"help.view", TEXT("&Help on this view"), "F1", "help", TEXT("What the view in front shows, its mouse and its keys."),
     Menu::Help, 0},
    {"help.tour", TEXT("&Tour"), "Ctrl+Shift+F1", "", TEXT("Five steps through a bundled sample."), Menu::Help, 0},
    {"help.palette", TEXT("Command &palette…"), "Ctrl+Shift+P", "search",
     TEXT("Find any command or layer by typing a part of its name."), Menu::Help, 0, true},
    {"help.keys", TEXT("&Keys"), "?", "keyboard", TEXT("All commands with their keys."), Menu::Help, 0},
    {"help.about", TEXT("&About Vsqscope"), "", "help", TEXT("Version, licence and sources."), Menu::Help, 1},

    {"view.jobs", TEXT("&Jobs"), "Ctrl+J", "", TEXT("What runs, how far it is, and what has ended."), Menu::View, 1},
    {"view.defaultLayout", TEXT("Restore &default layout"), "Ctrl+0", "layout",
     TEXT("Put all views back where they were at the first start."), Menu::View, 1},
    {"view.light", TEXT("&Light"), "", "", TEXT("Light colours."), Menu::View, 2, false, true},
    {"view.dark", TEXT("Dar&k"), "", "", TEXT("Dark colours."), Menu::View, 2, false, true},
    {"view.system", TEXT("&Follow the desktop"), "", "", TEXT("Light or dark as the desktop is."), Menu::View, 2, false, true},
    {"view.fullScreen", TEXT("F&ull screen"), "Ctrl+Shift+F", "", TEXT("Use the whole screen."), Menu::View, 3, false, true},
};

#undef TEXT

} // namespace

QString titleOf(Menu menu)
{
    static constexpr const char *kTitles[kMenus] = {
        QT_TRANSLATE_NOOP("vsq::CommandTable", "&File"),  QT_TRANSLATE_NOOP("vsq::CommandTable", "&Edit"),
        QT_TRANSLATE_NOOP("vsq::CommandTable", "&View"),  QT_TRANSLATE_NOOP("vsq::CommandTable", "&Chip"),
        QT_TRANSLATE_NOOP("vsq::CommandTable", "&Study"), QT_TRANSLATE_NOOP("vsq::CommandTable", "&Help")};
    return QCoreApplication::translate("vsq::CommandTable", kTitles[static_cast<int>(menu)]);
}

const std::vector<Command> &windowCommands()
{
    static const std::vector<Command> table = [] {
        std::vector<Command> commands;
        const auto text = [](const char *source) { return QCoreApplication::translate("vsq::CommandTable", source); };
        int key = 1;
        for (const ViewEntry &view : viewRegistry()) {
            Command command;
            command.id = QStringLiteral("view.") + view.id;
            command.text = view.title;
            command.shortcut = key <= 9 ? QStringLiteral("Ctrl+%1").arg(key) : QString();
            command.icon = view.icon;
            command.tip = view.purpose;
            command.menu = Menu::View;
            command.checkable = true;
            commands.push_back(command);
            ++key;
        }
        for (const Row &row : kRows) {
            commands.push_back({QString::fromLatin1(row.id), text(row.text), QString::fromLatin1(row.shortcut),
                                QString::fromLatin1(row.icon), text(row.tip), row.menu, row.group, row.inToolBar, row.checkable});
        }
        return commands;
    }();
    return table;
}

} // namespace vsq
