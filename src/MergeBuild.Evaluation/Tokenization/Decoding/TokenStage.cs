namespace MergeBuild.Evaluation.Tokenization.Decoding;

/// <summary>A step that changes each token by itself; all that it may know of others is whether there were any before.</summary>
/// <param name="change">Gets the token, and whether it is the first.</param>
/// <param name="next">What takes the changed tokens.</param>
internal sealed class TokenStage(Func<string, bool, string> change, DecodingStage next) : DecodingStage
{
    private bool _isFirst = true;

    public override void Add(string text)
    {
        next.Add(change(text, _isFirst));
        _isFirst = false;
    }

    public override void Complete() => next.Complete();
}
