using Batchline.Commands;
using Batchline.Hosting;

if (OpenFileLimit.Fault() is { } fault)
{
    Console.Error.WriteLine($"batchline: {fault}");
    return ExitCodes.CouldNot;
}

using var signals = new StopSignals();
return await CommandLine.RunAsync(args, signals);
