using System.Net;

namespace Batchline.Cluster.Members;

/// <summary>How this process takes part in its cluster.</summary>
public sealed record ThisMember
{
    /// <summary>
    /// Which calls the processes make to each other, and what they mean. It rises with a change that an older program does not understand.
    /// Neighbors, one apart, must go together, so that a cluster can be updated one process at a time.
    /// </summary>
    public const int Protocol = 1;

    /// <summary>The processes of one database with the same id are one cluster.</summary>
    public required string ClusterId { get; init; }

    /// <summary>Where the others reach this process. It listens there and nowhere else.</summary>
    public required IPEndPoint Address { get; init; }

    /// <summary>The version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>Null: calls between the processes are neither encrypted nor authenticated.</summary>
    public SiloCertificate? Certificate { get; init; }

    /// <summary>Ends the process and says why: because of this exception or, if there is none, because the others took it for dead.</summary>
    public required Action<Exception?> End { get; init; }
}
