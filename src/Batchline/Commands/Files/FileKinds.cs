using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Batchline.Commands.Files;

/// <summary>Asks the system what a path leads to. .NET says nothing about devices and pipes: they look like files of 0 bytes.</summary>
internal static class FileKinds
{
    private const int TypeMask = 0xF000;
    private const int RegularType = 0x8000;
    private const int DirectoryType = 0x4000;

    public static FileKind Of(string path)
    {
        if (OperatingSystem.IsWindows())
            return Directory.Exists(path) ? FileKind.Directory : File.Exists(path) ? FileKind.Regular : FileKind.Missing;
        return ModeOf(path) switch
        {
            null => FileKind.Missing,
            RegularType => FileKind.Regular,
            DirectoryType => FileKind.Directory,
            _ => FileKind.Special,
        };
    }

    /// <summary>The bits of the type; null: there is nothing, or it cannot be looked at.</summary>
    private static int? ModeOf(string path)
    {
        // Both layouts are fixed: statx has one on all processors, and macOS, in its newer form, has st_mode behind the four bytes of st_dev.
        var found = new byte[256];
        if (OperatingSystem.IsMacOS())
            return (RuntimeInformation.ProcessArchitecture == Architecture.X64 ? StatOfIntel(path, found) : Stat(path, found)) == 0 ? Type(found, 4) : null;
        const int RelativeToHere = -100;
        const uint OnlyType = 1;
        return StatX(RelativeToHere, path, 0, OnlyType, found) == 0 ? Type(found, 28) : null;
    }

    private static int Type(byte[] found, int at) =>
        (BitConverter.IsLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(found.AsSpan(at)) : BinaryPrimitives.ReadUInt16BigEndian(found.AsSpan(at))) & TypeMask;

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StatX(int directory, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] found);

    [DllImport("libc", EntryPoint = "stat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Stat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [Out] byte[] found);

    [DllImport("libc", EntryPoint = "stat$INODE64")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StatOfIntel([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [Out] byte[] found);
}
