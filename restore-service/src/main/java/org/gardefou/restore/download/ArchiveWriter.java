package org.gardefou.restore.download;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Writes an archive of either format, entry by entry. Owners are not kept, nor setuid, setgid and sticky bits. */
interface ArchiveWriter extends Closeable {

    int PERMISSIONS = 0777;

    /** Its own owner must be able to go into what is unpacked, and to delete it. */
    int OF_FOLDERS = 0700;

    int OF_FILES = 0600;

    void folder(String name, int mode, Instant modified) throws IOException;

    /** @param size exactly as many bytes as the content has */
    void file(String name, int mode, Instant modified, long size, InputStream content) throws IOException;

    void link(String name, String target, Instant modified) throws IOException;

    /** A new file at a path. */
    static ArchiveWriter at(Path file, Format format) throws IOException {
        return switch (format) {
            // A channel, so that sizes and sums are written into the head of each entry: no program has trouble with
            // that.
            case ZIP ->
                new Zip(FileChannel.open(
                        file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ));
            case TAR_GZIP -> new Tar(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
        };
    }

    /** With 64-bit lengths where they are needed, and names in UTF-8, which is said of them. */
    final class Zip implements ArchiveWriter {

        private final ZipArchiveOutputStream out;

        Zip(SeekableByteChannel file) throws IOException {
            out = new ZipArchiveOutputStream(file);
            out.setEncoding(StandardCharsets.UTF_8.name());
            out.setUseLanguageEncodingFlag(true);
            out.setUseZip64(Zip64Mode.AsNeeded);
        }

        @Override
        public void folder(String name, int mode, Instant modified) throws IOException {
            ZipArchiveEntry entry = entry(name + "/", UnixStat.DIR_FLAG | (mode & PERMISSIONS) | OF_FOLDERS, modified);
            out.putArchiveEntry(entry);
            out.closeArchiveEntry();
        }

        @Override
        public void file(String name, int mode, Instant modified, long size, InputStream content) throws IOException {
            ZipArchiveEntry entry = entry(name, UnixStat.FILE_FLAG | (mode & PERMISSIONS) | OF_FILES, modified);
            entry.setSize(size);
            out.putArchiveEntry(entry);
            content.transferTo(out);
            out.closeArchiveEntry();
        }

        @Override
        public void link(String name, String target, Instant modified) throws IOException {
            byte[] content = target.getBytes(StandardCharsets.UTF_8);
            ZipArchiveEntry entry = entry(name, UnixStat.LINK_FLAG | PERMISSIONS, modified);
            entry.setSize(content.length);
            out.putArchiveEntry(entry);
            out.write(content);
            out.closeArchiveEntry();
        }

        private static ZipArchiveEntry entry(String name, int mode, Instant modified) {
            ZipArchiveEntry entry = new ZipArchiveEntry(name);
            entry.setUnixMode(mode);
            entry.setLastModifiedTime(FileTime.from(modified));
            return entry;
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /** In the format of POSIX.1-2001 (pax), where names and sizes have no bounds. */
    final class Tar implements ArchiveWriter {

        private static final int BUFFER = 1 << 16;

        private final TarArchiveOutputStream out;

        private Tar(OutputStream file) throws IOException {
            out = new TarArchiveOutputStream(
                    new GZIPOutputStream(new BufferedOutputStream(file, BUFFER), BUFFER),
                    StandardCharsets.UTF_8.name());
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            out.setAddPaxHeadersForNonAsciiNames(true);
        }

        @Override
        public void folder(String name, int mode, Instant modified) throws IOException {
            put(new TarArchiveEntry(name + "/"), (mode & PERMISSIONS) | OF_FOLDERS, modified, 0);
            out.closeArchiveEntry();
        }

        @Override
        public void file(String name, int mode, Instant modified, long size, InputStream content) throws IOException {
            put(new TarArchiveEntry(name), (mode & PERMISSIONS) | OF_FILES, modified, size);
            content.transferTo(out);
            out.closeArchiveEntry();
        }

        @Override
        public void link(String name, String target, Instant modified) throws IOException {
            TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            entry.setLinkName(target);
            put(entry, PERMISSIONS, modified, 0);
            out.closeArchiveEntry();
        }

        private void put(TarArchiveEntry entry, int mode, Instant modified, long size) throws IOException {
            entry.setMode(mode);
            entry.setModTime(FileTime.from(modified));
            entry.setSize(size);
            entry.setIds(0, 0);
            entry.setNames("", "");
            out.putArchiveEntry(entry);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
