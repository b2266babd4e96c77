using Batchline.Engine.Records;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Records;

public sealed class RecorderTests
{
    private readonly KnownJobs _known = new();

    [Fact]
    public async Task A_new_job_is_stored_with_its_hash_and_no_changed_fields()
    {
        var job = new JobDocument("A", """{"UUID":"A","Status":"Done"}""");

        var write = await RecordAsync(job);

        write.ShouldBeEquivalentTo(new JobWrite { Uuid = "A", Kind = JobWriteKind.Replace, Document = job, Hash = JobHash.Of(job.Json), At = Sample.Noon });
    }

    [Fact]
    public async Task A_job_that_says_the_same_is_only_touched_whatever_the_order_of_its_fields()
    {
        _known.Add("A", """{"UUID":"A","Status":"Done"}""");

        var write = await RecordAsync(new JobDocument("A", """{ "Status":"Done", "UUID":"A" }"""));

        write.ShouldBeEquivalentTo(new JobWrite { Uuid = "A", Kind = JobWriteKind.Touch, At = Sample.Noon });
    }

    [Fact]
    public async Task A_changed_job_is_stored_with_the_fields_that_differ()
    {
        _known.Add("A", """{"UUID":"A","Status":"Open","Tech":"X"}""");

        var write = await RecordAsync(new JobDocument("A", """{"UUID":"A","Status":"Done"}"""));

        write.Kind.ShouldBe(JobWriteKind.Replace);
        write.ChangedFields.ShouldBe(["Status", "Tech"]);
    }

    [Fact]
    public async Task A_job_that_another_program_stored_is_replaced_even_when_it_is_the_same()
    {
        _known.Add("A", """{"UUID":"A"}""", hash: null);

        var write = await RecordAsync(new JobDocument("A", """{"UUID":"A"}"""));

        write.Kind.ShouldBe(JobWriteKind.Replace);
        write.Hash.ShouldNotBeNull();
        write.ChangedFields.ShouldBeEmpty();
    }

    [Fact]
    public async Task Writes_keep_the_order_of_the_page_and_name_the_operation_that_listed_it()
    {
        _known.Add("B", """{"UUID":"B"}""");
        JobDocument[] page = [new("C", """{"UUID":"C"}"""), new("B", """{"UUID":"B"}"""), new("A", """{"UUID":"A"}""")];

        var (writes, fresh) = await new Recorder(_known).RecordAsync(Sample.Account, page, Sample.Operation, Sample.Noon, TestContext.Current.CancellationToken);

        writes.Select(write => (write.Uuid, write.Kind)).ShouldBe(
            [("C", JobWriteKind.Replace), ("B", JobWriteKind.Touch), ("A", JobWriteKind.Replace)]);
        writes.ShouldAllBe(write => write.SeenIn == Sample.Operation);
        fresh.ShouldBe(3);
    }

    [Fact]
    public async Task A_job_is_present_when_it_is_stored_and_was_not_missing()
    {
        _known.Add("A", """{"UUID":"A"}""");
        _known.Add("B", """{"UUID":"B"}""", new JobSync { MissingSince = Sample.Noon });

        (await IsPresentAsync("A"), await IsPresentAsync("B"), await IsPresentAsync("C")).ShouldBe((true, false, false));
    }

    [Fact]
    public void S7_a_job_gone_in_workiz_is_marked_and_brings_no_document()
    {
        var write = Recorder.Missing("A", Sample.Noon);

        write.ShouldBeEquivalentTo(new JobWrite { Uuid = "A", Kind = JobWriteKind.MarkMissing, At = Sample.Noon });
    }

    private Task<bool> IsPresentAsync(string uuid) =>
        new Recorder(_known).IsPresentAsync(Sample.Account, uuid, TestContext.Current.CancellationToken);

    /// <summary>Alone or as a row of a page: a job is judged the same.</summary>
    private async Task<JobWrite> RecordAsync(JobDocument job)
    {
        var recorder = new Recorder(_known);
        var stored = await recorder.StoredAsync(Sample.Account, [job.Uuid], TimeSpan.Zero, TestContext.Current.CancellationToken);
        var alone = Recorder.Record(stored.GetValueOrDefault(job.Uuid), job, Sample.Noon);
        var row = (await recorder.RecordAsync(Sample.Account, [job], null, Sample.Noon, TestContext.Current.CancellationToken)).Writes.ShouldHaveSingleItem();
        (row with { ChangedFields = alone.ChangedFields }).ShouldBe(alone);
        row.ChangedFields.ShouldBe(alone.ChangedFields);
        return alone;
    }
}
