namespace Batchline.Commands.Shell;

/// <summary>What the program ends with. Scripts branch on these.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>It ran, but not everything went well: some jobs failed, or the judge found violations.</summary>
    public const int SomeFailed = 1;

    /// <summary>It could not run: wrong arguments, faulty settings, a port that is taken.</summary>
    public const int CouldNot = 2;

    /// <summary>A fault of the program itself ended it. What it was stands above the last line.</summary>
    public const int Broken = 70;

    /// <summary>The other processes of its cluster took this one for dead; started again, it joins anew.</summary>
    public const int LeftCluster = 75;

    /// <summary>Ctrl-C came first; shells expect 128 + the number of the signal.</summary>
    public const int Interrupted = 130;
}
