// SPDX-License-Identifier: GPL-3.0-or-later
// libpng's full interface: its simplified one converts colours (gAMA, iCCP, sRGB chunks) and lays transparency over a ground.
#include "core/base/error.h"
#include "core/tensor/imagefile.h"

#include <csetjmp>
#include <cstring>
#include <png.h>
#include <string_view>

namespace vsq {

namespace {

class PngReader {
public:
    explicit PngReader(std::string_view bytes) : m_rest(bytes)
    {
        m_png = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, &PngReader::fail, &PngReader::pass);
        m_info = m_png != nullptr ? png_create_info_struct(m_png) : nullptr;
        if (m_info == nullptr) {
            throw std::bad_alloc();
        }
        png_set_read_fn(m_png, this, &PngReader::read);
    }
    PngReader(const PngReader &) = delete;
    PngReader &operator=(const PngReader &) = delete;
    ~PngReader() { png_destroy_read_struct(&m_png, &m_info, nullptr); }

    // libpng leaves by longjmp: functions that it may leave hold nothing that has to be destroyed.

    bool header()
    {
        if (setjmp(png_jmpbuf(m_png)) != 0) { // NOLINT(cert-err52-cpp)
            return false;
        }
        png_read_info(m_png, m_info);
        width = png_get_image_width(m_png, m_info);
        height = png_get_image_height(m_png, m_info);
        storedRow = png_get_rowbytes(m_png, m_info);
        return true;
    }

    bool rows(png_bytepp rows, std::size_t rowBytes)
    {
        if (setjmp(png_jmpbuf(m_png)) != 0) { // NOLINT(cert-err52-cpp)
            return false;
        }
        const int kind = png_get_color_type(m_png, m_info);
        if (kind == PNG_COLOR_TYPE_PALETTE) {
            png_set_palette_to_rgb(m_png);
        } else if (kind == PNG_COLOR_TYPE_GRAY) {
            png_set_expand_gray_1_2_4_to_8(m_png);
        }
        png_set_strip_16(m_png);
        png_set_strip_alpha(m_png);
        if ((kind & PNG_COLOR_MASK_COLOR) == 0) {
            png_set_gray_to_rgb(m_png);
        }
        png_set_interlace_handling(m_png);
        png_read_update_info(m_png, m_info);
        if (png_get_rowbytes(m_png, m_info) != rowBytes) {
            png_error(m_png, "samples of an unknown kind");
        }
        png_read_image(m_png, rows);
        png_read_end(m_png, nullptr);
        return true;
    }

    std::int64_t width = 0;
    std::int64_t height = 0;
    std::size_t storedRow = 0; ///< bytes of a row as it is compressed, its filter apart
    std::string message;

private:
    static void read(png_structp png, png_bytep target, png_size_t size)
    {
        auto *self = static_cast<PngReader *>(png_get_io_ptr(png));
        if (size > self->m_rest.size()) {
            png_error(png, "the file ends early");
        }
        std::memcpy(target, self->m_rest.data(), size);
        self->m_rest.remove_prefix(size);
    }

    [[noreturn]] static void fail(png_structp png, png_const_charp text)
    {
        static_cast<PngReader *>(png_get_error_ptr(png))->message = text;
        png_longjmp(png, 1);
    }

    static void pass(png_structp, png_const_charp) {} // a colour profile that is damaged is not used

    png_structp m_png = nullptr;
    png_infop m_info = nullptr;
    std::string_view m_rest;
};

} // namespace

Image readPng(const std::string &path, const std::string &bytes)
{
    constexpr std::size_t kChannels = 3;
    constexpr std::size_t kMostDeflated = 1032; // bytes that one of deflate can stand for (zlib's technical details)
    PngReader reader(bytes);
    const Place place{.file = path, .item = {}};
    if (!reader.header()) {
        throw Error(place, "damaged image", "a whole PNG file", reader.message);
    }
    checkImageSize(path, reader.width, reader.height);
    const std::size_t stored = (reader.storedRow + 1) * static_cast<std::size_t>(reader.height);
    if (stored / kMostDeflated > bytes.size()) {
        throw Error(place, "damaged image", "data for " + std::to_string(reader.width) + " x " + std::to_string(reader.height),
                    std::to_string(bytes.size()) + " bytes in all");
    }
    Image image{.width = static_cast<int>(reader.width), .height = static_cast<int>(reader.height), .values = {}};
    const std::size_t row = static_cast<std::size_t>(image.width) * kChannels;
    image.values.resize(row * static_cast<std::size_t>(image.height));
    std::vector<png_bytep> rows;
    for (std::size_t y = 0; y < static_cast<std::size_t>(image.height); ++y) {
        rows.push_back(image.values.data() + y * row);
    }
    if (!reader.rows(rows.data(), row)) {
        throw Error(place, "damaged image", "a whole PNG file", reader.message);
    }
    return image;
}

} // namespace vsq
