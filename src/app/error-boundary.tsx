// Keeps a panel's troubles to itself: one that is broken says so in its place, with a way to try again, and one that is still loading
// holds back no other.

import { Component, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button';

interface Props {
  children: ReactNode;
}

export class ErrorBoundary extends Component<Props, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return <Suspense>{this.props.children}</Suspense>;
    return <Broken onRetry={() => this.setState({ broken: false })} />;
  }
}

function Broken({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <div role="alert" className="broken">
      <p>{t('app.broken')}</p>
      <Button onClick={onRetry}>{t('app.tryAgain')}</Button>
    </div>
  );
}
