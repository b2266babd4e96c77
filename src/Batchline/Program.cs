using Batchline.Commands;
using Batchline.Commands.Serve;
using Batchline.Commands.Shell;
using Batchline.Listening;

if (OpenFileLimit.Fault() is { } fault)
{
    Console.Error.WriteLine($"batchline: {fault}");
    return ExitCodes.CouldNot;
}

using var signals = new StopSignals();
return await CommandLine.RunAsync(args, signals);
