using Batchline.Benchmarks;
using Batchline.Benchmarks.Staging;

return args switch
{
    [SimulatorProcess.Flag, { } options] => await SimulatorProcess.RunAsync(options),
    [Child.Flag, { } name, .. var rest] => await Child.RunAsync(name, rest.Contains("--quick")),
    _ => await Bench.RunAsync([.. args.Where(arg => arg != "--quick")], args.Contains("--quick")),
};
