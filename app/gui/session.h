// SPDX-License-Identifier: GPL-3.0-or-later
// The session that the next start goes on with, and whether the last one ended as it should.
#pragma once

#include "views/workspace/project.h"

#include <QString>

#include <optional>

namespace vsq {

class Session {
public:
    /// folder: where the session is kept; made when it is not there.
    explicit Session(const QString &folder);
    ~Session(); ///< a session that was begun ends well

    /// What was saved last, empty when nothing was or it cannot be read.
    [[nodiscard]] std::optional<Project> saved() const;
    /// The session before this one did not end well (its process is gone and left its mark).
    [[nodiscard]] bool crashed() const { return m_crashed; }

    /// Leaves the mark that end() takes away.
    void begin();
    void save(const Project &project);
    void clear();
    void end();

private:
    [[nodiscard]] QString sessionFile() const;
    [[nodiscard]] QString markFile() const;

    QString m_folder;
    bool m_crashed = false;
    bool m_begun = false;
};

} // namespace vsq
