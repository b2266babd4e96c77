using Batchline.Engine.Failures;

namespace Batchline.Stores.Rules;

/// <summary>Brings a database on a server to what this program needs. Run it once at the start, before any store is used.</summary>
public interface IServerSchema
{
    /// <summary>The product.</summary>
    string Server { get; }

    /// <summary>The environment variables that can hold its address.</summary>
    string Variable { get; }

    /// <summary>Where the store is, without the user and the password.</summary>
    string Place { get; }

    /// <summary>For people: which server it is, where, and what stands before it. It contains no user and no password.</summary>
    /// <exception cref="StoreUnavailableException">The server does not answer.</exception>
    Task<string> DescribeAsync(CancellationToken cancellationToken);

    /// <summary>Harmless to repeat, and to run in several processes at once.</summary>
    /// <exception cref="StoreTooNewException">A newer program has used the database.</exception>
    /// <exception cref="InvalidDataException">Existing data is in the way; the message names some of it.</exception>
    /// <exception cref="StoreUnavailableException">The server does not answer.</exception>
    Task EnsureAsync(CancellationToken cancellationToken);
}
