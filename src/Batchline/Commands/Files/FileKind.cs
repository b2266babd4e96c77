namespace Batchline.Commands.Files;

/// <summary>What a path leads to; links are followed.</summary>
internal enum FileKind
{
    /// <summary>Nothing, a link to nothing among them.</summary>
    Missing,

    Regular,

    Directory,

    /// <summary>A device, a pipe or a socket: bytes go into it, and it is never replaced.</summary>
    Special,
}
