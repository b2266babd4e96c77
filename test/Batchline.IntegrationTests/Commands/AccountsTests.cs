using System.Text;
using Batchline.Commands.Shell;

namespace Batchline.IntegrationTests.Commands;

[Collection(CommandTests.Name)]
public sealed class AccountsTests
{
    [Fact]
    public async Task An_import_says_what_became_of_each_line()
    {
        await using var bench = await CommandBench.StartAsync();
        var (one, two) = (bench.Simulator.Tokens[0], bench.Simulator.Tokens[1]);
        var file = await bench.FileAsync("accounts.csv", $"""
            Name,KEY,minInterval,quotaShare,enabled
            "North ""Garage"", Inc",{one},2s,0.5,true
            Again,{one},,,
            Wrong,wrongkey12345,,,

            ,has a space,soon,2,perhaps
            Short
            South,{two},,,false
            Open,"secretkey98765
            """);

        var outcome = await bench.RunAsync("accounts", "import", file);
        var repeated = await bench.RunAsync("accounts", "import", file);
        var list = await bench.RunAsync("accounts", "list");

        outcome.Code.ShouldBe(ExitCodes.SomeFailed, outcome.ToString());
        outcome.Output.ShouldMatch(@"line 2 │ North ""Garage"", Inc │ added\s*│ Workiz accepted the key\.");
        outcome.Output.ShouldMatch(@"line 3 │ Again\s*│ duplicate │");
        outcome.Output.ShouldMatch(@"line 4 │ Wrong\s*│ refused\s*│ HTTP 403");
        outcome.Output.ShouldMatch(@"line 6 │\s*│ invalid\s*│ minInterval is not .*; enabled is not true or false; name must .*; key must .*; quotaShare must be 0\.1 to 1");
        outcome.Output.ShouldMatch(@"line 7 │\s*│ invalid\s*│ has 1 fields instead of 5");
        outcome.Output.ShouldMatch(@"line 8 │ South\s*│ added");
        outcome.Output.ShouldMatch(@"line 9 │\s*│ invalid\s*│ has a quote that is not closed");
        repeated.Output.ShouldMatch(@"line 8 │ South\s*│ duplicate");
        list.Output.ShouldNotContain("Wrong");
        list.Output.ShouldMatch(@"South\s*│ [0-9a-f]{24} │ ….{4} │ disabled │\s*0 │ never");
        foreach (var secret in new[] { one, two, "wrongkey12345", "has a space", "secretkey98765" })
            (outcome.All + repeated.All + list.All).ShouldNotContain(secret);
    }

    [Fact]
    public async Task A_JSON_array_is_imported_from_standard_input()
    {
        await using var bench = await CommandBench.StartAsync();
        var json = $$"""
            [{"name":"North","key":"{{bench.Simulator.Tokens[0]}}","minInterval":"00:00:02"},
             {"name":"South","workizApiKey":"{{bench.Simulator.Tokens[1]}}","enabled":false},
             {"name":"Odd","key":"secret1234567","colour":1}, {"name":"\ud800","key":5}, 7, {}, {"\ud800":1}, {"name":"Twice","key":"secret1234567","key":"a"}]
            """;

        var outcome = await bench.RunWithInputAsync(json, "accounts", "import", "-");

        outcome.Code.ShouldBe(ExitCodes.SomeFailed, outcome.ToString());
        outcome.Output.ShouldMatch(@"item 1 │ North\s*│ added");
        outcome.Output.ShouldMatch(@"item 2 │ South\s*│ added");
        outcome.Output.ShouldMatch(@"item 3 │ Odd\s*│ invalid │ has a field that is unknown or of the wrong type");
        outcome.Output.ShouldMatch(@"item 4 │ \ufffd\s*│ invalid");
        outcome.Output.ShouldMatch(@"item 5 │\s*│ invalid │ is no object");
        outcome.Output.ShouldMatch(@"item 6 │\s*│ invalid │ name must");
        outcome.Output.ShouldMatch(@"item 7 │\s*│ invalid │ has a field that is unknown");
        outcome.Output.ShouldMatch(@"item 8 │ Twice\s*│ invalid │ has a field twice");
        outcome.All.ShouldNotContain("secret1234567");
    }

    [Theory]
    [InlineData("")]
    [InlineData("name|key\nA|secret1")]
    [InlineData("name;key,enabled\nA;secret1,true")]
    [InlineData("name,name,key\nA,B,secret1")]
    [InlineData("name,secret1\nA,b")]
    [InlineData("[{\"name\":\"A\",\"key\":\"secret1\"")]
    [InlineData("{\"name\":\"A\",\"key\":\"secret1\"}")]
    public async Task A_file_that_is_none_ends_with_2_and_is_not_quoted(string content)
    {
        await using var bench = await CommandBench.StartAsync();

        var outcome = await bench.RunWithInputAsync(content, "accounts", "import", "-");

        outcome.Code.ShouldBe(ExitCodes.CouldNot, outcome.ToString());
        outcome.Error.ShouldStartWith("batchline: The f");
        outcome.All.ShouldNotContain("secret1");
    }

    [Theory]
    [InlineData("utf-8", ";")]
    [InlineData("utf-8", "\t")]
    [InlineData("utf-16", "\t")]
    [InlineData("utf-16BE", ";")]
    [InlineData("utf-32", ",")]
    public async Task A_file_is_read_with_the_encoding_and_the_separators_of_a_spreadsheet(string encoding, string separator)
    {
        await using var bench = await CommandBench.StartAsync();
        var text = $"name,key,enabled\r\n\"Müller| Söhne\",{bench.Simulator.Tokens[0]}\u200b,false\r\n";
        var written = Encoding.GetEncoding(encoding);
        var bytes = written.GetPreamble().Concat(written.GetBytes(Separated(text, separator))).ToArray();

        var outcome = await bench.RunAsync("accounts", "import", await bench.FileAsync("accounts.csv", bytes));
        var list = await bench.RunAsync("accounts", "list");
        var again = await bench.RunWithInputAsync(bytes, "accounts", "import", "-", "--no-test");

        outcome.Code.ShouldBe(ExitCodes.Success, outcome.ToString());
        outcome.Output.ShouldMatch(@"line 2 │ Müller, Söhne │ added\s*│ Workiz accepted the key\.");
        list.Output.ShouldMatch(@"Müller, Söhne\s*│ [0-9a-f]{24} │ ….{4} │ disabled");
        again.Output.ShouldMatch(@"line 2 │ Müller, Söhne │ duplicate");
    }

    [Theory]
    [InlineData("name,key\nNorth,@\nM\u00fcller,secret1", "", 3)]
    [InlineData("[{\"name\":\"M\u00fcller\",\"key\":\"secret1\"}]", "", 1)]
    [InlineData("n\0a\0m\0e\0,\0k\0e\0y\0\n\0A\0,\0s\0", "", 1)]
    [InlineData("n\0a\0m\0e\0,", "\u00ff\u00fe", 1)]
    public async Task A_file_that_is_not_UTF_8_is_refused_before_anything_is_stored(string content, string preamble, int line)
    {
        await using var bench = await CommandBench.StartAsync();
        var bytes = Encoding.Latin1.GetBytes(preamble + content.Replace("@", bench.Simulator.Tokens[0], StringComparison.Ordinal));

        var file = await bench.RunAsync("accounts", "import", await bench.FileAsync("accounts.csv", bytes));
        var input = await bench.RunWithInputAsync(bytes, "accounts", "import", "-");
        var list = await bench.RunAsync("accounts", "list", "--json");

        file.Code.ShouldBe(ExitCodes.CouldNot, file.ToString());
        file.Error.ShouldBe(
            $"batchline: The file is not UTF-8: look at line {line}. Nothing was imported. Save it as UTF-8 (in Excel: 'CSV UTF-8'),"
            + $" or convert it, such as by 'iconv -f WINDOWS-1252 -t UTF-8 FILE'.{Environment.NewLine}");
        input.ShouldBe(file);
        list.Output.Trim().ShouldBe("[]");
    }

    [Fact]
    public async Task A_key_is_found_behind_blank_lines_and_marks_that_nobody_sees()
    {
        await using var bench = await CommandBench.StartAsync();
        bench.Variables["WORKIZ_API_KEY"] = $"\u200b{bench.Simulator.Tokens[1]}\r\n";

        var stdin = await bench.RunWithInputAsync($"\ufeff\r\n \n{bench.Simulator.Tokens[0]}\u200b \r\n\r\n", "accounts", "add", "--name", "North", "--key-stdin");
        var wide = await bench.RunWithInputAsync(
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes($"{bench.Simulator.Tokens[0]}\r\n")], "accounts", "set", "North", "--key-stdin");
        var variable = await bench.RunAsync("accounts", "add", "--name", "South");
        var test = await bench.RunAsync("accounts", "test");

        stdin.Code.ShouldBe(ExitCodes.Success, stdin.ToString());
        wide.Code.ShouldBe(ExitCodes.Success, wide.ToString());
        variable.Code.ShouldBe(ExitCodes.Success, variable.ToString());
        test.Code.ShouldBe(ExitCodes.Success, test.ToString());
    }

    [Fact]
    public async Task A_file_that_is_not_there_ends_with_2()
    {
        await using var bench = await CommandBench.StartAsync();

        var outcome = await bench.RunAsync("accounts", "import", "/nowhere/accounts.csv");

        outcome.Code.ShouldBe(ExitCodes.CouldNot);
        outcome.Error.ShouldContain("/nowhere/accounts.csv");
    }

    [Fact]
    public async Task An_account_is_added_when_Workiz_takes_its_key()
    {
        await using var bench = await CommandBench.StartAsync();
        var key = bench.Simulator.Tokens[0];
        bench.Variables["WORKIZ_API_KEY"] = bench.Simulator.Tokens[1];

        var stdin = await bench.RunWithInputAsync($"  {key}\r\n", "accounts", "add", "--name", "North", "--key-stdin");
        var variable = await bench.RunAsync("accounts", "add", "--name", "South", "--no-test", "--disabled");
        var duplicate = await bench.RunAsync("accounts", "add", "--name", "East");
        var refused = await bench.RunWithInputAsync("wrongkey12345", "accounts", "add", "--name", "West", "--key-stdin");
        var list = await bench.RunAsync("accounts", "list");

        stdin.Code.ShouldBe(ExitCodes.Success, stdin.ToString());
        stdin.Output.ShouldContain("Workiz accepted the key.");
        variable.Code.ShouldBe(ExitCodes.Success, variable.ToString());
        variable.Output.ShouldContain("not tested");
        duplicate.Code.ShouldBe(ExitCodes.CouldNot);
        refused.Code.ShouldBe(ExitCodes.SomeFailed, refused.ToString());
        refused.Error.ShouldContain("Workiz refused the key");
        list.Output.ShouldContain("North");
        list.Output.ShouldMatch("South .* disabled");
        list.Output.ShouldNotContain("West");
        (stdin.All + variable.All + duplicate.All + refused.All + list.All).ShouldNotContain(key);
    }

    [Fact]
    public async Task A_test_tells_good_keys_from_others()
    {
        await using var bench = await CommandBench.StartAsync();
        await bench.AddAccountsAsync();

        var good = await bench.RunAsync("accounts", "test");
        await bench.RunWithInputAsync("wrongkey12345", "accounts", "add", "--name", "Wrong", "--key-stdin", "--no-test");
        var mixed = await bench.RunAsync("accounts", "test");
        var one = await bench.RunAsync("accounts", "test", "Account 0");

        good.Code.ShouldBe(ExitCodes.Success, good.ToString());
        mixed.Code.ShouldBe(ExitCodes.SomeFailed, mixed.ToString());
        mixed.Output.ShouldMatch(@"Wrong\s*│ not good │ HTTP 403");
        one.Code.ShouldBe(ExitCodes.Success, one.ToString());
        one.Output.ShouldMatch(@"Account 0 │ good │ Workiz accepted the key\.");
    }

    [Fact]
    public async Task A_disabled_account_is_left_out_until_it_is_enabled()
    {
        await using var bench = await CommandBench.StartAsync();
        await bench.AddAccountsAsync();

        (await bench.RunAsync("accounts", "disable", "Account 0")).Code.ShouldBe(ExitCodes.Success);
        var named = await bench.RunAsync("sync", "--account", "Account 0");
        var without = await bench.RunAsync("sync");
        (await bench.RunAsync("accounts", "enable", "Account 0")).Code.ShouldBe(ExitCodes.Success);
        var with = await bench.RunAsync("sync");

        named.Code.ShouldBe(ExitCodes.CouldNot);
        named.Error.ShouldContain("accounts enable");
        without.Output.ShouldContain("Sync of 1 account ");
        with.Output.ShouldContain("Sync of 2 accounts ");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Removing_asks_and_keeps_the_jobs_unless_told_otherwise(bool deleteJobs)
    {
        await using var bench = await CommandBench.StartAsync();
        await bench.AddAccountsAsync();
        await bench.RunAsync("sync");

        var unasked = await bench.RunAsync("accounts", "remove", "Account 0");
        var removed = await bench.RunAsync(["accounts", "remove", "Account 0", "--yes", .. deleteJobs ? ["--delete-jobs"] : Array.Empty<string>()]);
        var list = await bench.RunAsync("accounts", "list");
        var jobs = await bench.RunAsync("jobs", "list", "--limit", "1000");

        unasked.Code.ShouldBe(ExitCodes.CouldNot);
        unasked.Error.ShouldContain("--yes");
        removed.Code.ShouldBe(ExitCodes.Success, removed.ToString());
        list.Output.ShouldNotContain("Account 0");
        jobs.Error.ShouldContain(deleteJobs ? "15 jobs." : "30 jobs.");
    }

    [Fact]
    public async Task Names_that_several_accounts_share_are_refused_with_their_ids()
    {
        await using var bench = await CommandBench.StartAsync();
        var file = await bench.FileAsync("a.csv", $"name,key\nTwin,{bench.Simulator.Tokens[0]}\ntwin,{bench.Simulator.Tokens[1]}");
        await bench.RunAsync("accounts", "import", file, "--no-test");

        var outcome = await bench.RunAsync("accounts", "disable", "TWIN");

        outcome.Code.ShouldBe(ExitCodes.CouldNot);
        outcome.Error.ShouldMatch("2 accounts have this name.*[0-9a-f]{24}, [0-9a-f]{24}");
    }

    /// <summary>Commas within quotes, written as bars, stay.</summary>
    private static string Separated(string text, string separator) =>
        text.Replace(",", separator, StringComparison.Ordinal).Replace('|', ',');
}
