using Batchline.Simulator.Chance;
using Batchline.Simulator.Faults;

namespace Batchline.Simulator.Worlds;

internal static class AccountFacts
{
    public static Dictionary<string, int> JobRequests(World world, Account account)
    {
        lock (account.Gate)
            return account.Asked.Jobs().ToDictionary(entry => world.Source.Uuids.Of(account.Number, entry.Index), entry => entry.Requests);
    }

    public static Dictionary<string, FaultKind> BadJobs(World world, Account account)
    {
        lock (account.Gate)
        {
            return account.Jobs.All()
                .Select(job => world.Source.Uuids.Of(account.Number, job.Index))
                .Select(uuid => (Uuid: uuid, Fault: world.Faults.OfJob(account.Number, Dice.Hash(uuid))))
                .Where(job => job.Fault != FaultKind.None)
                .ToDictionary(job => job.Uuid, job => job.Fault);
        }
    }
}
