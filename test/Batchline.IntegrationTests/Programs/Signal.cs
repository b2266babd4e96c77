namespace Batchline.IntegrationTests.Programs;

/// <summary>The signals of Linux that .NET cannot send to another process.</summary>
internal enum Signal
{
    /// <summary>SIGTERM.</summary>
    Terminate = 15,

    /// <summary>SIGCONT.</summary>
    Continue = 18,

    /// <summary>SIGSTOP.</summary>
    Stop = 19,
}
