using System.Globalization;
using Batchline.Benchmarks;
using Batchline.Benchmarks.Callers;
using Batchline.Benchmarks.Peers;
using Batchline.Benchmarks.Peers.OnHangfire;
using Batchline.Benchmarks.Staging;

return args switch
{
    [SimulatorProcess.Flag, { } options] => await SimulatorProcess.RunAsync(options),
    [GuestProcess.Flag, { } guests] => await GuestProcess.RunAsync(guests),
    [PeerProcess.Flag, DescribedPeer.Process] => await DescribedPeer.RunAsync(PeerProcess.Work()),
    [PeerProcess.Flag, HangfirePeer.Process] => await HangfireProgram.RunAsync(PeerProcess.Work()),
    [Chore.Flag, { } chore, { } folder, { } accounts, { } jobs] => await Chore.RunAsync(chore, folder, int.Parse(accounts, CultureInfo.InvariantCulture), int.Parse(jobs, CultureInfo.InvariantCulture)),
    [Child.Flag, { } name, .. var rest] => await Child.RunAsync(name, rest.Contains("--quick")),
    _ => await Bench.RunAsync([.. args.Where(arg => arg != "--quick")], args.Contains("--quick")),
};
