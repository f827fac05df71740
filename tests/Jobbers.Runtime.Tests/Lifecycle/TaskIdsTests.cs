using CsCheck;
using Jobbers.Lifecycle;

namespace Jobbers.Runtime.Tests.Lifecycle;

public sealed class TaskIdsTests
{
    [Theory]
    [InlineData("01JBKR2E5F3G4H5J6K7L8M9N0P", "01JBKR2E5F3G4H5J6K718M9N0P")]
    [InlineData("01jbkr2e5f3g4h5j6k7i8m9noo", "01JBKR2E5F3G4H5J6K718M9N00")]
    public void Letters_that_people_mistake_are_read_as_digits(string written, string canonical)
    {
        Assert.True(TaskIds.TryParse(written, out var id));
        Assert.Equal(canonical, id.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("01JBKR2E5F3G4H5J6K7L8M9N0")]
    [InlineData("01JBKR2E5F3G4H5J6K7L8M9N0PP")]
    [InlineData("01JBKR2E5F3G4H5J6K7U8M9N0P")]
    [InlineData("81JBKR2E5F3G4H5J6K7L8M9N0P")]
    [InlineData("01JBKR2E5F3G4H5J6K7-8M9N0P")]
    [InlineData("01JBKR2E5F3G4H5J6K7é8M9N0P")]
    public void What_is_no_id_is_refused(string text) => Assert.False(TaskIds.TryParse(text, out _));

    [Fact]
    public void Every_id_reads_back_in_any_case() =>
        Gen.Byte.Array[16].Sample(bytes =>
        {
            var id = new Ulid(bytes);
            return TaskIds.TryParse(id.ToString(), out var upper) && upper == id
                && TaskIds.TryParse(id.ToString().ToLowerInvariant(), out var lower) && lower == id;
        });
}
