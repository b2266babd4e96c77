namespace Batchline.HouseTests;

/// <summary>What <c>bench/house.sh</c> prints comes from here.</summary>
public sealed class FigureTests
{
    [Fact]
    public void Every_figure_of_the_house_is_counted()
    {
        var figures = Figures.All();

        Write(figures.Select(figure => $"{figure.Figure,8:N0}  {figure.What}"));
        figures.Count.ShouldBe(16);
        figures.Single(figure => figure.What == "C# files in src").Figure
            .ShouldBe(Repository.Files(Path.Combine(Repository.Root, "src"), "*.cs").Count());
    }

    [Theory]
    [InlineData("Mongo", "HeadUpdates.cs")]
    [InlineData("Sqlite", "HeadRows.cs")]
    public void A_checkpoint_is_walked_from_the_step_to_the_head_in_the_store(string store, string last)
    {
        var walk = CallWalk.OfCheckpoint(store);

        Write([
            $"{store}: {walk.Passed.Count} files",
            .. walk.Passed.Select(file => $"{Repository.Short(file.File)}  {file.Call}"),
            $"{store}: the shape only of {walk.Shapes.Count} files more",
            .. walk.Shapes.Select(Repository.Short),
        ]);
        Path.GetFileName(walk.Passed[0].File).ShouldBe("Slice.cs");
        walk.Passed.ShouldContain(file => Path.GetFileName(file.File) == "Lease.cs");
        walk.Passed.ShouldContain(file => Path.GetFileName(file.File) == last);
    }

    private static void Write(IEnumerable<string> lines) => TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', lines));
}
