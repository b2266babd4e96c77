using Batchline.Engine.Ids;
using Batchline.Engine.Records;
using Batchline.SimulationTests.Workiz;
using Batchline.Stores.Memory.Connection;
using Batchline.Stores.Rules;

namespace Batchline.SimulationTests.World;

/// <summary>Jobs that are in the database before the story begins.</summary>
internal static class Known
{
    public static MemoryJob Job(AccountId account, SimJob job)
    {
        var document = new JobDocument(job.Uuid, job.Json);
        return new MemoryJob(new StoredJob { AccountId = account, Document = document }, JobFacts.Of(document));
    }
}
