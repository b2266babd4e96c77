using Batchline.Commands;

using var signals = new StopSignals();
return await CommandLine.RunAsync(args, signals);
