using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Batchline.Engine.Operations;
using Batchline.Stores.Mongo.Adoption;

namespace Batchline.Commands.Adopt;

/// <summary>The database to adopt.</summary>
internal sealed class AdoptPlace(IHost host, MongoAdoption adoption) : IDisposable
{
    public MongoAdoption Adoption => adoption;

    /// <exception cref="CouldNotException">The store is not MongoDB.</exception>
    public static AdoptPlace Open(Terminal terminal)
    {
        var host = LocalProgram.Build(terminal);
        if (host.Services.GetService<MongoAdoption>() is { } adoption)
            return new AdoptPlace(host, adoption);
        host.Dispose();
        throw new CouldNotException("There is only a MongoDB to adopt: set MONGODB_URI to it.");
    }

    /// <exception cref="CouldNotException">An operation is open.</exception>
    public async Task EnsureNothingRunsAsync(CancellationToken cancellationToken)
    {
        if (await OpenOperations.FirstAsync(host.Services.GetRequiredService<IOperationStore>(), cancellationToken) is { } open)
            throw new CouldNotException($"The operation {open.Id} is open. Wait for its end, or cancel it, and try again.");
    }

    public void Dispose() => host.Dispose();
}
