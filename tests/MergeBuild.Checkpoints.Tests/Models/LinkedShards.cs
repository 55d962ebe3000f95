using MergeBuild.Checkpoints.Models;

namespace MergeBuild.Checkpoints.Tests.Models;

public sealed class LinkedShards : IDisposable
{
    private readonly ModelFolder _folder = new();

    public LinkedShards() => UnixOnly.Links();

    [Fact]
    public void A_link_to_a_file_elsewhere_is_refused()
    {
        var secret = MoveOut(ModelFolder.SecondShard, "secret.safetensors");
        Link(ModelFolder.SecondShard, secret);
        _folder.Refuses("MB2042", ModelFolder.SecondShard, secret);
    }

    [Fact]
    public void A_relative_link_to_a_file_elsewhere_is_refused()
    {
        MoveOut(ModelFolder.SecondShard, "secret.safetensors");
        Link(ModelFolder.SecondShard, "../secret.safetensors");
        _folder.Refuses("MB2042", ModelFolder.SecondShard, "secret.safetensors");
    }

    [Fact]
    public void A_link_through_a_linked_folder_is_refused()
    {
        Directory.CreateDirectory(_folder.Outside("private"));
        MoveOut(ModelFolder.SecondShard, "private/secret.safetensors");
        Link("inner", _folder.Outside("private"));
        Link(ModelFolder.SecondShard, "inner/secret.safetensors");
        _folder.Refuses("MB2042", ModelFolder.SecondShard, "private");
    }

    [Fact]
    public void A_link_that_goes_up_from_a_linked_folder_is_refused()
    {
        // As text "inner/../shard" is in the model's folder; for the system it is beside the folder that inner leads to.
        Directory.CreateDirectory(_folder.Outside("private/deep"));
        MoveOut(ModelFolder.SecondShard, "private/" + ModelFolder.SecondShard);
        Link("inner", _folder.Outside("private/deep"));
        Link(ModelFolder.SecondShard, "inner/../" + ModelFolder.SecondShard);
        _folder.Refuses("MB2042", ModelFolder.SecondShard, "private");
    }

    [Fact]
    public void A_link_to_a_folder_whose_name_only_begins_the_same_is_refused()
    {
        Directory.CreateDirectory(_folder.Outside("model-secret"));
        var secret = MoveOut(ModelFolder.SecondShard, "model-secret/x.safetensors");
        Link(ModelFolder.SecondShard, secret);
        _folder.Refuses("MB2042", secret);
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData(ShardIndex.FileName)]
    public void Other_files_may_not_lead_elsewhere_either(string name)
    {
        Link(name, MoveOut(name, "secret.json"));
        _folder.Refuses("MB2042", name);
    }

    [Fact]
    public void A_single_file_may_not_lead_elsewhere_either()
    {
        ModelFolder.Model.WriteTo(_folder.Outside("single"));
        Directory.CreateDirectory(_folder.Outside("linked"));
        File.CreateSymbolicLink(_folder.Outside("linked/model.safetensors"), "../single/model.safetensors");
        Refused.With("MB2042", () => ModelDirectory.Open(_folder.Outside("linked")), "model.safetensors");
    }

    [Fact]
    public void A_link_to_a_device_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no /dev.");
        File.Delete(_folder[ModelFolder.SecondShard]);
        Link(ModelFolder.SecondShard, "/dev/zero");
        _folder.Refuses("MB2042", ModelFolder.SecondShard, "/dev/zero");
    }

    [Fact]
    public void A_circle_of_links_is_refused()
    {
        File.Delete(_folder[ModelFolder.SecondShard]);
        Link(ModelFolder.SecondShard, "other.safetensors");
        Link("other.safetensors", ModelFolder.SecondShard);
        _folder.Refuses("MB2046", ModelFolder.SecondShard);
    }

    [Fact]
    public void A_link_to_itself_is_refused()
    {
        File.Delete(_folder[ModelFolder.SecondShard]);
        Link(ModelFolder.SecondShard, ModelFolder.SecondShard);
        _folder.Refuses("MB2046", ModelFolder.SecondShard);
    }

    [Fact]
    public void A_link_to_nothing_is_a_missing_file()
    {
        File.Delete(_folder[ModelFolder.SecondShard]);
        Link(ModelFolder.SecondShard, "gone.safetensors");
        _folder.Refuses("MB2030", ModelFolder.SecondShard);
    }

    [Fact]
    public void A_link_within_the_folder_is_followed()
    {
        File.Move(_folder[ModelFolder.SecondShard], _folder["renamed"]);
        Link(ModelFolder.SecondShard, "./renamed");
        Assert.Equal(3, ModelDirectory.Open(_folder.Path).Tensors.Count);
    }

    [Fact]
    public void A_model_folder_that_is_itself_a_link_is_followed()
    {
        File.Move(_folder[ModelFolder.SecondShard], _folder["renamed"]);
        Link(ModelFolder.SecondShard, "renamed");
        Directory.CreateSymbolicLink(_folder.Outside("linked"), "model");
        Assert.Equal(3, ModelDirectory.Open(_folder.Outside("linked")).Tensors.Count);
    }

    public void Dispose() => _folder.Dispose();

    private void Link(string name, string target)
    {
        File.Delete(_folder[name]);
        File.CreateSymbolicLink(_folder[name], target);
    }

    private string MoveOut(string name, string outside)
    {
        var path = _folder.Outside(outside);
        File.Move(_folder[name], path);
        return path;
    }
}
