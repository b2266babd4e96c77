using Batchline.Commands.Files;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Adopt;

/// <summary>Takes an adoption back by its report, from its last line to its first.</summary>
internal static class AdoptUndo
{
    public static async Task<int> RunAsync(string file, Terminal terminal)
    {
        using var place = AdoptPlace.Open(terminal);
        await place.EnsureNothingRunsAsync(terminal.Stop);
        if (FileKinds.Of(file) is var kind and not FileKind.Regular)
            throw new CouldNotException(kind == FileKind.Missing ? $"There is no report '{file}'." : $"'{file}' is no report of an adoption: it is no file.");
        var lines = await File.ReadAllLinesAsync(file, terminal.Stop);
        var (undone, left) = (0, 0);
        foreach (var line in lines.Where(line => line.Length > 0).Reverse())
        {
            if (await place.Adoption.UndoAsync(line, terminal.Stop))
                undone++;
            else
                left++;
        }

        await terminal.Output.WriteLineAsync($"{undone} changes were taken back.");
        if (left == 0)
            return ExitCodes.Success;
        await terminal.Error.WriteLineAsync(
            $"batchline: {left} were not: the documents were changed since, or a unique index keeps duplicates out. They are as they were before this command.");
        return ExitCodes.SomeFailed;
    }
}
